package io.bidiclient.endpoint;

/**
 * One thing that a change set would do.
 *
 * @param action Add, Modify or Remove, in CloudFormation's words
 * @param resource the resource's name in the template
 * @param type its type, such as {@code AWS::SageMaker::Model}
 * @param replaced whether the resource is replaced by a new one
 */
public record StackChange(String action, String resource, String type, boolean replaced) {}
