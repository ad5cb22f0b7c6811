/**
 * Transport over SageMaker's HTTP/2 bidirectional stream, through the AWS SDK.
 *
 * <pre>
 *  send ► MessagePublisher ► SDK ► HTTP/2 ► endpoint
 *  listener ◄ PartReassembler ◄ ResponseReader ◄ SDK ◄ AnswerCheck ◄ endpoint
 * </pre>
 *
 * <p>Credentials are resolved afresh for each stream; their providers ask AWS through {@link
 * io.bidiclient.transport.sagemaker.EnvironmentHttpService}.
 */
package io.bidiclient.transport.sagemaker;
