/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static io.github.bedrocktracing.testing.server.EventStreams.chunk;
import static io.github.bedrocktracing.testing.server.EventStreams.concat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.ProcessState;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** The tests of MLflow's Python autolog for Bedrock on tokens, as promised by this library. */
@ResourceLock(ProcessState.LOCK)
class MlflowParityUsageTest extends MlflowParityFixture {
  /** The edge cases of usage; a count of a wrong type cannot reach a caller of the Java SDK. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "|",
        "{}|",
        "{'input_tokens':8}|",
        "{'output_tokens':12}|",
        "{'input_tokens':0,'output_tokens':0}|0/0/0",
        "{'input_tokens':999999,'output_tokens':888888}|999999/888888/1888887",
        "{'input_tokens':null,'output_tokens':null}|",
        "{'input_tokens':'8','output_tokens':'12'}|",
        "{'input_tokens':1,'input_tokens':8,'output_tokens':12}|8/12/20",
        "'not_a_dict'|"
      })
  void usageEdgeCases(String usage, String expected) throws IOException {
    String counts = usage == null ? "" : ",'usage':" + usage;
    bedrock.answerJson(
        "invoke",
        ("{'type':'message','role':'assistant','content':[{'type':'text','text':'Hello'}],"
                + "'stop_reason':'end_turn'"
                + counts
                + "}")
            .replace('\'', '"'));

    invoke(CLAUDE, CLAUDE_REQUEST);

    assertUsage(telemetry.onlySpan(), expected);
  }

  /** The edge cases of usage, where Converse can have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|",
        "{'inputTokens':8}|",
        "{'outputTokens':12}|",
        "{'inputTokens':0,'outputTokens':0,'totalTokens':0}|0/0/0",
        "{'inputTokens':999999,'outputTokens':888888}|999999/888888/1888887",
        "{'inputTokens':null,'outputTokens':null}|"
      })
  void usageEdgeCases_ofConverse(String usage, String expected) throws IOException {
    bedrock.answerJson(
        "converse",
        ("{'output':{'message':{'role':'assistant','content':[{'text':'Hello'}]}},"
                + "'stopReason':'end_turn','usage':"
                + usage
                + "}")
            .replace('\'', '"'));
    sync.converse(question(r -> {}));
    assertUsage(telemetry.onlySpan(), expected);
  }

  /** The edge cases of usage, in a stream of Converse. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|",
        "{'inputTokens':8}|",
        "{'outputTokens':12}|",
        "{'inputTokens':0,'outputTokens':0}|0/0/0",
        "{'inputTokens':999999,'outputTokens':888888}|999999/888888/1888887",
        "{'inputTokens':1,'inputTokens':8,'outputTokens':12}|8/12/20",
        "{'inputTokens':null,'outputTokens':null}|"
      })
  void usageEdgeCases_ofConverseStream(String usage, String expected) throws IOException {
    streamConverse(usage.replace('\'', '"'));
    assertUsage(telemetry.onlySpan(), expected);
  }

  /** The usage of an invoked stream: first and later chunks, each of which may replace it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "||",
        "{'input_tokens':8,'output_tokens':1}||8/1/9",
        "{'input_tokens':8,'output_tokens':1}|{'output_tokens':12}|8/12/20",
        "'malformed'|'malformed'|",
        "{'input_tokens':null}|{'output_tokens':null}|",
        "{'input_tokens':8,'output_tokens':1}|{'input_tokens':10,'output_tokens':12}|10/12/22"
      })
  void invokedStream(String first, String last, String expected) throws IOException {
    String start = first == null ? "" : ",'usage':" + first;
    String end = last == null ? "" : ",'usage':" + last;
    bedrock.answerStream(
        "invoke-with-response-stream",
        concat(
            Arrays.stream(
                    new String[] {
                      "{'type':'message_start','message':{'role':'assistant'" + start + "}}",
                      "{'type':'content_block_start','index':0,"
                          + "'content_block':{'type':'text','text':''}}",
                      "{'type':'content_block_delta','index':0,"
                          + "'delta':{'type':'text_delta','text':'Hello'}}",
                      "{'type':'content_block_stop','index':0}",
                      "{'type':'message_delta','delta':{'stop_reason':'end_turn'}" + end + "}",
                      "{'type':'message_stop'}"
                    })
                .map(json -> chunk(json.replace('\'', '"')))
                .toArray(byte[][]::new)));

    async
        .invokeModelWithResponseStream(
            r -> r.modelId(CLAUDE).body(SdkBytes.fromUtf8String(CLAUDE_REQUEST)),
            InvokeModelWithResponseStreamResponseHandler.builder().subscriber(part -> {}).build())
        .join();

    SpanData span = telemetry.onlySpan();
    assertThat(json(span, "mlflow.spanOutputs").at("/output/message/content/0/text").asText())
        .isEqualTo("Hello");
    assertUsage(span, expected);
  }
}
