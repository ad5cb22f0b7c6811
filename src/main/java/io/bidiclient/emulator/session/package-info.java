/**
 * One stream from its opening to its end, whichever wire carries it and whichever container answers
 * it, with the fault that it is to meet.
 *
 * <pre>
 *   wire ──► SessionOpener ──► Container.open ──► Conversation ⇄ ContainerSession
 *                                                     └──► FaultInjector ──► ClientWire
 * </pre>
 */
package io.bidiclient.emulator.session;
