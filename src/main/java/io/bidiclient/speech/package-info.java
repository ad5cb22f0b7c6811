/**
 * A program of its own that recognises English speech: 16 kHz mono PCM in, text out as it becomes
 * certain. It is in a jar of its own and shares no class with the client.
 *
 * <pre>
 *   samples → VoiceDetector → SegmentCutter → segment, growing → SpeechDecoder → token ids
 *                                                                     │
 *                                              WordAgreement ◄────────┘ → words that two runs share
 * </pre>
 */
package io.bidiclient.speech;
