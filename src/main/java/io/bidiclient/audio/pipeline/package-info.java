/** From a source to paced chunks: mixes, resamples and cuts audio, and hands it out in time. */
package io.bidiclient.audio.pipeline;
