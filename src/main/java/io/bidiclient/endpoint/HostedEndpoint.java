package io.bidiclient.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * A SageMaker endpoint as SageMaker sees it now.
 *
 * @param name its name
 * @param status such as {@code InService}, {@code Creating} or {@code Failed}
 * @param failure why it failed, where it did
 * @param instances that run now; empty where SageMaker does not say it
 * @param created when it was made
 */
public record HostedEndpoint(
    String name,
    String status,
    Optional<String> failure,
    Optional<Integer> instances,
    Optional<Instant> created) {}
