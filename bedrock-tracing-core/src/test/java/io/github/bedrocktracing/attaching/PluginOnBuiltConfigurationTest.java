/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/** The plugin traces a client whose configuration the program has built before, and keeps it. */
final class PluginOnBuiltConfigurationTest {
  private static final ExecutionAttribute<String> TENANT =
      new ExecutionAttribute<>("PluginOnBuiltConfigurationTest.Tenant");

  @Test
  void attributesOfTheProgram_stay() {
    List<String> tenants = new ArrayList<>();
    ExecutionInterceptor reading =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes all) {
            tenants.add(all.getAttribute(TENANT));
          }
        };
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      BedrockRuntimeClientBuilder builder = Clients.syncBuilder(bedrock, c -> {});
      ClientOverrideConfiguration built =
          builder.overrideConfiguration().toBuilder()
              .addExecutionInterceptor(reading)
              .executionAttributes(ExecutionAttributes.builder().put(TENANT, "t-1").build())
              .build();
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
      try (BedrockRuntimeClient client =
          builder.overrideConfiguration(built).addPlugin(tracing.plugin()).build()) {
        client.converse(Exchanges.converse());
      }

      assertThat(telemetry.onlySpan().getName()).isEqualTo("chat " + Exchanges.MODEL);
      assertThat(tenants).containsExactly("t-1");
    }
  }

  @Test
  void clientThatHasTheInterceptorAlready_getsItNoSecondTime() {
    BedrockTracing tracing = BedrockTracing.builder().build();
    ExecutionInterceptor interceptor = tracing.interceptor();
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeClient client =
            Clients.syncBuilder(bedrock, Clients.with(interceptor))
                .addPlugin(tracing.plugin())
                .build()) {
      assertThat(
              client.serviceClientConfiguration().overrideConfiguration().executionInterceptors())
          .filteredOn(present -> present == interceptor)
          .hasSize(1);
    }
  }
}
