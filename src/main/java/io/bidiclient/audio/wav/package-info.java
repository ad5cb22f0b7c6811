/** WAV and its relatives (RIFX, RF64, BW64, W64): reads their headers and writes plain ones. */
package io.bidiclient.audio.wav;
