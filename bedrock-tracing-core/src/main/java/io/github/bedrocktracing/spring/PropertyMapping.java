/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.internal.settings.Flags;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

/** Puts what an application's properties say on a builder, and leaves open what they do not say. */
record PropertyMapping(
    BedrockTracingProperties properties, Environment environment, ResourceLoader resources) {

  static PropertyMapping of(
      BedrockTracingProperties properties, Environment environment, ResourceLoader resources) {
    return new PropertyMapping(properties, environment, resources);
  }

  /**
   * Fills a builder in.
   *
   * @param redactor the application's; null for none
   * @param prices the application's; null for none
   * @throws UnusablePricesException if the file of prices cannot be used
   */
  void apply(
      BedrockTracing.Builder builder,
      @Nullable ContentRedactor redactor,
      @Nullable PriceTable prices) {
    applyContent(builder, redactor);
    set(prices != null ? prices : pricesOfFile(), builder::prices);
    set(properties.agent().steps(), builder::agentSteps);
    set(properties.agent().enableTrace(), builder::agentEnableTrace);
    applyPropagation(builder);
    set(properties.propagateSession(), builder::propagateSession);
    set(properties.requestMetadata(), builder::requestMetadata);
    set(properties.parentSpans(), builder::parentSpans);
    if (properties.sdkSpans() != null) {
      builder.shareSdkSpans(properties.sdkSpans() == BedrockTracingProperties.SdkSpans.SHARE);
    }
    BedrockTracingProperties.Flavor flavor = properties.flavor();
    if (flavor != null) {
      builder.mlflowAttributes(flavor == BedrockTracingProperties.Flavor.MLFLOW);
    }
  }

  private void applyContent(BedrockTracing.Builder builder, @Nullable ContentRedactor redactor) {
    BedrockTracingProperties.Content content = properties.content();
    set(
        content.capture() != null ? content.capture() : captureByItsOwnName(),
        builder::contentCapture);
    if (redactor != null) {
      builder.contentRedactor(redactor);
    } else if (Boolean.TRUE.equals(content.redactPatterns())) {
      builder.contentRedactor(ContentRedactor.patterns());
    }
    set(content.streamEvents(), builder::streamEvents);
    set(content.maxValueLength(), builder::maxContentValueLength);
    set(content.maxLength(), builder::maxContentLength);
    set(content.maxBinaryBytes(), builder::maxBinaryBytes);
  }

  /** Returns what the setting says that OpenTelemetry's conventions name; null for nothing. */
  private @Nullable ContentCapture captureByItsOwnName() {
    String value = environment.getProperty(Flags.CONTENT);
    return StringUtils.hasText(value) ? Flags.contentCapture(value.trim()) : null;
  }

  private void applyPropagation(BedrockTracing.Builder builder) {
    BedrockTracingProperties.Propagation propagation = properties.propagation();
    if (propagation == null) {
      return;
    }
    builder.propagateContext(propagation != BedrockTracingProperties.Propagation.NONE);
    builder.xrayTraceId(propagation == BedrockTracingProperties.Propagation.XRAY);
  }

  private @Nullable PriceTable pricesOfFile() {
    String place = properties.prices();
    if (!StringUtils.hasText(place)) {
      return null;
    }
    try {
      return ResourceUtils.isUrl(place)
          ? pricesOf(resources.getResource(place.trim()))
          : PriceTable.read(Path.of(place.trim()));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new UnusablePricesException(place, unusable);
    }
  }

  private static PriceTable pricesOf(Resource file) throws IOException {
    try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      return PriceTable.read(reader);
    }
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
