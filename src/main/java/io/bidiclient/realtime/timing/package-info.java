/**
 * What a run learns of its input's levels and its server's timing: where speech is, whether deltas
 * count frames of audio, and how long after its sound a word's text comes.
 */
package io.bidiclient.realtime.timing;
