/** Channels and levels: mixes channels down or apart, applies gain, and watches loudness. */
package io.bidiclient.audio.mix;
