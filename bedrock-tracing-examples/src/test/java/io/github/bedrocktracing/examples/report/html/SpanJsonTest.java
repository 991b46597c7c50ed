/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void span_isWrittenWithItsIdsTimesAndStatus() throws Exception {
    JsonNode span =
        json(SampleSpan.span(7, 2, "chat m").below(1).from(5, 30).failed("Oops", "why"));

    assertThat(span.path("trace").asText()).isEqualTo("00000000000000000000000000000007");
    assertThat(span.path("span").asText()).isEqualTo("0000000000000002");
    assertThat(span.path("parent").asText()).isEqualTo("0000000000000001");
    assertThat(span.path("name").asText()).isEqualTo("chat m");
    assertThat(span.path("kind").asText()).isEqualTo("CLIENT");
    assertThat(span.path("start").asLong()).isEqualTo((SampleSpan.EPOCH_MILLIS + 5) * 1000);
    assertThat(span.path("duration").asLong()).isEqualTo(25_000_000);
    assertThat(span.path("status").asText()).isEqualTo("ERROR");
    assertThat(span.path("statusText").asText()).isEqualTo("why");
    assertThat(span.path("service").asText()).isEqualTo("sample");
    assertThat(span.path("scope").asText()).isEqualTo("io.github.bedrocktracing");
    assertThat(span.at("/attributes/error.type").asText()).isEqualTo("Oops");
  }

  @Test
  void root_hasNoParent_andNothingHasNoPlace() throws Exception {
    JsonNode span = json(SampleSpan.span(1, 1, "root"));

    assertThat(span.has("parent")).isFalse();
    assertThat(span.has("status")).isFalse();
    assertThat(span.has("events")).isFalse();
    assertThat(span.has("links")).isFalse();
    assertThat(span.path("attributes").isObject()).isTrue();
  }

  @Test
  void attributes_keepTheirTypes_andNumbersThatAreNoneInScriptsAreTexts() throws Exception {
    JsonNode attributes =
        json(SampleSpan.span(1, 1, "span")
                .with("text", "t")
                .with("integer", 9_007_199_254_740_991L)
                .with("large", 9_007_199_254_740_993L)
                .with("smallest", Long.MIN_VALUE)
                .with("decimal", 0.25)
                .with("infinite", Double.POSITIVE_INFINITY)
                .with("list", List.of("a", "b")))
            .path("attributes");

    assertThat(attributes.path("text").isTextual()).isTrue();
    assertThat(attributes.path("integer").isIntegralNumber()).isTrue();
    assertThat(attributes.path("large").asText()).isEqualTo("9007199254740993");
    assertThat(attributes.path("large").isTextual()).isTrue();
    assertThat(attributes.path("smallest").isTextual()).isTrue();
    assertThat(attributes.path("decimal").isDouble()).isTrue();
    assertThat(attributes.path("infinite").asText()).isEqualTo("Infinity");
    assertThat(attributes.path("list")).extracting(JsonNode::asText).containsExactly("a", "b");
  }

  @Test
  void events_haveTheirTimeAfterTheStart() throws Exception {
    JsonNode event =
        json(SampleSpan.span(1, 1, "span")
                .event("noted", Attributes.of(AttributeKey.booleanKey("well"), true)))
            .at("/events/0");

    assertThat(event.path("name").asText()).isEqualTo("noted");
    assertThat(event.path("at").asLong()).isZero();
    assertThat(event.at("/attributes/well").asBoolean()).isTrue();
  }

  private static JsonNode json(SampleSpan span) throws Exception {
    return JSON.readTree(SpanJson.of(span.build()));
  }
}
