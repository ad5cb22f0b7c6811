/** Live audio: capture devices, microphones, and sources that drop their oldest audio when late. */
package io.bidiclient.audio.capture;
