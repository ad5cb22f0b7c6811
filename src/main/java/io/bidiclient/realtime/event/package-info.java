/**
 * What a transcription yields, one event after the other: the single vocabulary between a session
 * and whatever is made of a run, such as its transcript, its figures and its recording.
 */
package io.bidiclient.realtime.event;
