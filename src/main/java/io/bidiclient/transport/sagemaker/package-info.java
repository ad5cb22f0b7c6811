/**
 * Transport over SageMaker's HTTP/2 bidirectional stream, through the AWS SDK.
 *
 * <pre>
 *  send ► MessagePublisher ► SDK ► HTTP/2 ► endpoint
 *  listener ◄ PartReassembler ◄ ResponseReader ◄ SDK ◄ endpoint
 * </pre>
 */
package io.bidiclient.transport.sagemaker;
