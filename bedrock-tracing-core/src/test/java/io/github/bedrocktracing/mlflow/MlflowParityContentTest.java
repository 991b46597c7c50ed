/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.Answers;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The tests of MLflow's Python autolog for Bedrock on what Converse carries beside texts. */
@ResourceLock(ProcessState.LOCK)
class MlflowParityContentTest extends MlflowParityFixture {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  /** test_bedrock_autolog_converse with an image of raw bytes: shown where bytes are wanted. */
  @Test
  void converse_imageOfBytes() throws IOException {
    trace(BedrockTracing.builder().maxBinaryBytes(100));
    converseWith(image(SdkBytes.fromByteArray(PNG)));

    SpanData span = telemetry.onlySpan();
    String base64 = Base64.getEncoder().encodeToString(PNG);
    JsonNode block = json(span, "mlflow.spanInputs").at("/messages/0/content/0/image");
    assertThat(block).isEqualTo(tree("{'format':'png','source':{'bytes':'" + base64 + "'}}"));
    assertThat(json(span, "mlflow.chat.messages").toString())
        .contains("data:image/png;base64," + base64);
    assertUsage(span, "3/2/5");
  }

  /** test_bedrock_autolog_converse with an image of base64, which are bytes like any others. */
  @Test
  void converse_imageOfBase64() throws IOException {
    trace(BedrockTracing.builder().maxBinaryBytes(100));
    byte[] text = Base64.getEncoder().encode(PNG);
    converseWith(image(SdkBytes.fromByteArray(text)));

    JsonNode bytes =
        json(telemetry.onlySpan(), "mlflow.spanInputs")
            .at("/messages/0/content/0/image/source/bytes");
    assertThat(Base64.getDecoder().decode(bytes.asText())).isEqualTo(text);
  }

  /** By default an image is told by its size and digest, unlike in Python. */
  @Test
  void converse_imageIsNotStoredUnlessAskedFor() throws IOException {
    converseWith(image(SdkBytes.fromByteArray(PNG)));

    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "mlflow.spanInputs"))
        .contains("\"image\"", "sha256")
        .doesNotContain(Base64.getEncoder().encodeToString(PNG));
  }

  /** test_bedrock_autolog_converse_skip_unsupported_content: a video harms neither. */
  @Test
  void converse_video() throws IOException {
    byte[] video = "a video".getBytes(StandardCharsets.UTF_8);

    ConverseResponse answer =
        converseWith(
            ContentBlock.fromVideo(
                v -> v.format("mp4").source(s -> s.bytes(SdkBytes.fromByteArray(video)))));

    assertThat(answer.output().message().content().get(0).text()).isEqualTo("Hi");
    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(json(span, "mlflow.spanInputs").at("/messages/0/content/0").has("video")).isTrue();
    assertThat(json(span, "mlflow.chat.messages")).hasSize(2);
  }

  /** test_bedrock_autolog_converse_error. */
  @Test
  void converse_error() throws IOException {
    bedrock.answerError("converse", 400, "ValidationException", "no such model");

    assertThatThrownBy(() -> sync.converse(question(r -> {})))
        .isInstanceOf(ValidationException.class);

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents()).singleElement().matches(e -> e.getName().equals("exception"));
    assertThat(json(span, "mlflow.spanInputs").at("/messages/0/content/0/text").asText())
        .isEqualTo("Hi");
    assertThat(text(span, "mlflow.spanOutputs")).isNull();
  }

  /** Other than in Python: what the response tells of HTTP and guardrails is left out. */
  @Test
  void outputs_haveNoGuardrailTrace_andTheRequestIdAlone() throws IOException {
    bedrock.answerJson(
        "converse",
        Answers.converse(
            "{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5},"
                + "\"trace\":{\"guardrail\":{\"modelOutput\":[\"what was kept back\"]}}"));
    sync.converse(question(r -> {}));

    SpanData span = telemetry.onlySpan();
    JsonNode outputs = json(span, "mlflow.spanOutputs");
    assertThat(outputs.has("trace")).isFalse();
    assertThat(outputs.path("ResponseMetadata"))
        .isEqualTo(tree("{'RequestId':'req-1','RetryAttempts':0}"));
    assertThat(span.getAttributes().toString()).doesNotContain("what was kept back");
  }

  /** Tags of the session are tags of the trace, which stand on its root. */
  @Test
  void tagsOfTheSession_areTagsOfTheTrace() {
    bedrock.answerJson("converse", Answers.converse());
    BedrockSession session = BedrockSession.builder().tag("team", "search").build();

    session.run(() -> sync.converse(question(r -> {})));

    assertThat(text(telemetry.onlySpan(), "mlflow.traceTag.team")).isEqualTo("search");
  }

  /** test_bedrock_autolog_trace_disabled: the other switch, read at each call too. */
  @Test
  void disabledByFlag() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    System.setProperty("bedrock.tracing.enabled", "false");
    try {
      assertThat(PlainCall.converse(sync)).isEqualTo("Hello.");
      assertThat(telemetry.started()).isZero();
    } finally {
      System.clearProperty("bedrock.tracing.enabled");
    }
    assertThat(PlainCall.converse(sync)).isEqualTo("Hello.");
    assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
  }

  private ConverseResponse converseWith(ContentBlock block) {
    bedrock.answerJson("converse", Answers.converse());
    Message message =
        Message.builder().role("user").content(block, ContentBlock.fromText("What is it?")).build();
    return sync.converse(question(r -> r.messages(message)));
  }

  private static ContentBlock image(SdkBytes bytes) {
    return ContentBlock.fromImage(i -> i.format("png").source(s -> s.bytes(bytes)));
  }
}
