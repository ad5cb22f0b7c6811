/** The built-in container: vLLM's side of a Realtime session, and OpenAI's as a translation. */
package io.bidiclient.emulator.vllm;
