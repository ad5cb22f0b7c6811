/**
 * A SageMaker endpoint on this machine: the real wire, the real protocol, and a small model that
 * reads Morse code.
 */
package io.bidiclient.emulator;
