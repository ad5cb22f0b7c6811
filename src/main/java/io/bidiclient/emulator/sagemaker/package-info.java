/** SageMaker's front: AWS's signed event stream over HTTP/2. */
package io.bidiclient.emulator.sagemaker;
