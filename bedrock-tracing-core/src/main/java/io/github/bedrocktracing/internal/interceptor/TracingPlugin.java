/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Puts on a client an interceptor, and what tells it of ends that no interceptor is told of. */
public final class TracingPlugin implements SdkPlugin {
  private final ExecutionInterceptor interceptor;

  /**
   * Creates a plugin.
   *
   * @param interceptor the interceptor, which a client that has it already gets no second time
   */
  public TracingPlugin(ExecutionInterceptor interceptor) {
    this.interceptor = interceptor;
  }

  @Override
  public void configureClient(SdkServiceClientConfiguration.Builder client) {
    Guard.run(
        Problem.HOOK, () -> client.overrideConfiguration(extended(client.overrideConfiguration())));
  }

  private ClientOverrideConfiguration extended(ClientOverrideConfiguration configuration) {
    EndReports reports = new EndReports(configuration.apiCallTimeout().orElse(null));
    ClientOverrideConfiguration.Builder extended =
        configuration.toBuilder()
            .addMetricPublisher(reports)
            // A copy, since those of a configuration that is built already cannot be changed.
            .executionAttributes(
                configuration
                    .executionAttributes()
                    .copy()
                    .putAttribute(ExecutionAttributeKeys.END_REPORTS, reports));
    if (!configuration.executionInterceptors().contains(interceptor)) {
      extended.addExecutionInterceptor(interceptor);
    }
    return extended.build();
  }
}
