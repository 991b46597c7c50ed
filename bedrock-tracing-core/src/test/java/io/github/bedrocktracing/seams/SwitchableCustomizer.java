/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.seams;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/** An extension of the OpenTelemetry SDK that breaks its set-up while a test wants that. */
public final class SwitchableCustomizer implements AutoConfigurationCustomizerProvider {
  static volatile Breaker breaker;

  @Override
  public void customize(AutoConfigurationCustomizer configuration) {
    Breaker now = breaker;
    if (now != null) {
      now.fail();
    }
  }
}
