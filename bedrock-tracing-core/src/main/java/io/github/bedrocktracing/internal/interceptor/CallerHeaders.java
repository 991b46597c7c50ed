/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkInternalExecutionAttribute;

/**
 * Tells which headers the program itself may add to a request: by the request, or by the client.
 *
 * <p>The SDK appends these after the last hook that may alter a request, so that a header of the
 * same name that stands there already would be sent twice.
 */
final class CallerHeaders implements Predicate<String> {
  private final SdkRequest request;
  private final ExecutionAttributes attributes;
  private @Nullable Set<String> names;

  CallerHeaders(SdkRequest request, ExecutionAttributes attributes) {
    this.request = request;
    this.attributes = attributes;
  }

  /** Returns whether the program adds a header of this name, as far as can be told. */
  @Override
  public boolean test(String header) {
    return mayBeAny() || names().contains(header);
  }

  /** What plugins add to one request, and clients made in other ways, cannot be seen. */
  private boolean mayBeAny() {
    List<SdkPlugin> plugins =
        request
            .overrideConfiguration()
            .map(RequestOverrideConfiguration::plugins)
            .orElse(List.of());
    return plugins.stream().anyMatch(plugin -> !(plugin instanceof TracingPlugin))
        || attributes.getAttribute(SdkInternalExecutionAttribute.SDK_CLIENT) == null;
  }

  private Set<String> names() {
    Set<String> known = names;
    if (known == null) {
      known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      SdkClient client = attributes.getAttribute(SdkInternalExecutionAttribute.SDK_CLIENT);
      known.addAll(client.serviceClientConfiguration().overrideConfiguration().headers().keySet());
      request.overrideConfiguration().map(c -> c.headers().keySet()).ifPresent(known::addAll);
      names = known;
    }
    return known;
  }
}
