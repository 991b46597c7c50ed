/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import io.github.bedrocktracing.BedrockTracing;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/** How tracing gets to a client. */
enum Attachment {
  UNTRACED,
  INTERCEPTOR,
  PLUGIN;

  Consumer<ClientOverrideConfiguration.Builder> interceptor(BedrockTracing tracing) {
    return this == INTERCEPTOR ? c -> c.addExecutionInterceptor(tracing.interceptor()) : c -> {};
  }

  Optional<SdkPlugin> plugin(BedrockTracing tracing) {
    return this == PLUGIN ? Optional.of(tracing.plugin()) : Optional.empty();
  }
}
