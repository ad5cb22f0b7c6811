/**
 * Raw samples: frames read from bytes, every encoding decoded to floats, floats encoded as PCM16.
 */
package io.bidiclient.audio.pcm;
