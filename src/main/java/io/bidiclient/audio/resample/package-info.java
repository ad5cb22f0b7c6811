/**
 * Changes the sample rate: a polyphase filter whose pass band and stop band are tested in decibels.
 */
package io.bidiclient.audio.resample;
