/**
 * A SageMaker endpoint on this machine: the real wire, the real protocol, and a model behind it.
 *
 * <pre>
 *   sagemaker (HTTP/2) ──┐                       ┌─► vllm ──► model: morse, a program, a recording
 *                        ├──► session, faults ──►┤
 *   websocket ───────────┘                       └─► upstream ──► a container
 * </pre>
 *
 * This room starts and stops it.
 */
package io.bidiclient.emulator;
