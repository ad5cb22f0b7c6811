/**
 * Programs and web addresses that are given what was said while it is being said. Each has a
 * bounded queue and a thread of its own, so that none of them ever delays a transcript:
 *
 * <pre>
 *  a run's thread ──HookFeed──► HookQueue ──its thread──► HookReceiver: ExecRun | ExecTurn | Webhook
 *                                  │ full: dropped and counted
 * </pre>
 */
package io.bidiclient.run.hook;
