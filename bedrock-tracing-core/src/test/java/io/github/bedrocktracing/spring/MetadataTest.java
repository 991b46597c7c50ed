/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.ClassUtils;

/** What editors know of the properties when they complete an application's configuration. */
class MetadataTest {
  private static final String PLACE = "/META-INF/spring-configuration-metadata.json";

  @Test
  void everyPropertyIsDescribed_andNoOther() throws IOException {
    Map<String, String> described = new TreeMap<>();
    for (JsonNode property : metadata().get("properties")) {
      String name = property.get("name").asText();
      if (name.startsWith("bedrock.tracing.")) {
        assertThat(property.path("description").asText()).as(name).endsWith(".");
        described.put(name, property.get("type").asText());
      }
    }

    Map<String, String> bound = new TreeMap<>();
    addProperties(
        bound,
        BedrockTracingProperties.class.getAnnotation(ConfigurationProperties.class).value(),
        BedrockTracingProperties.class);
    assertThat(described).isEqualTo(bound).hasSizeGreaterThan(10);
  }

  @Test
  void theSettingThatOpenTelemetryNames_isDescribedToo() throws IOException {
    assertThat(metadata().get("properties"))
        .extracting(property -> property.get("name").asText())
        .contains("otel.instrumentation.genai.capture-message-content");
  }

  private static JsonNode metadata() throws IOException {
    try (InputStream file = BedrockTracingProperties.class.getResourceAsStream(PLACE)) {
      return new ObjectMapper().readTree(file);
    }
  }

  private static void addProperties(Map<String, String> bound, String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name =
          prefix
              + "."
              + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
      if (component.getType().isRecord()) {
        addProperties(bound, name, component.getType());
      } else {
        bound.put(name, ClassUtils.resolvePrimitiveIfNecessary(component.getType()).getName());
      }
    }
  }
}
