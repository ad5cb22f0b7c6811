/**
 * Joins the text of two sessions that transcribed overlapping audio: the words that the second one
 * repeats are aligned with the words that were already printed, and only what follows is new.
 *
 * <pre>
 * printed        … the cat sat on the
 * said again         cat sat on the mat and …
 *                    └── aligned ──┘└─ new: printed
 * </pre>
 *
 * <p>Nothing here knows of sessions, audio or time-outs.
 */
package io.bidiclient.realtime.overlap;
