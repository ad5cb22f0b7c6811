/**
 * The library: transcribes audio from a program, without the command line.
 *
 * <pre>
 *  TranscriberOptions ──► Transcriber ──start(TranscriberInput)──► TranscriberRun
 *                                                                    │ events (Flow.Publisher or listener)
 *                                                                    ▼ result (CompletableFuture)
 *                          TranscriberEvent … TranscriberEvent, TranscriberResult or TranscriberException
 * </pre>
 *
 * <p>These types, and no others of this jar, are meant for other programs; they keep their names
 * and meanings from one minor version to the next. Times are {@link java.time.Duration}s from the
 * first sample of the audio.
 */
package io.bidiclient.api;
