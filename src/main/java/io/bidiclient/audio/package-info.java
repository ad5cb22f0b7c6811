/**
 * Audio as the rest of the program sees it: sources of samples, chunks of 16 kHz mono PCM16,
 * formats, and what can be wrong with an input. Knows nothing of sessions or transports.
 */
package io.bidiclient.audio;
