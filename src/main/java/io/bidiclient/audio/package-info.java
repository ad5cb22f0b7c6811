/**
 * Audio in: files, pipes and devices become 16 kHz mono PCM16 in chunks. Knows nothing of sessions
 * or wires.
 */
package io.bidiclient.audio;
