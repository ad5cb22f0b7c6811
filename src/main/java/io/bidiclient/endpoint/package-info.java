/**
 * The CloudFormation stack that hosts the model: its template, and making, watching and deleting
 * it; and who the caller is to AWS.
 */
package io.bidiclient.endpoint;
