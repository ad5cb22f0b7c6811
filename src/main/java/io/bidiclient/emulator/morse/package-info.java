/**
 * A model that reads Morse code from the audio, so that a test can tell from the text what was
 * heard.
 */
package io.bidiclient.emulator.morse;
