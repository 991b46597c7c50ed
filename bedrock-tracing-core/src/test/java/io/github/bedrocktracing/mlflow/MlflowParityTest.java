/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/**
 * What the tests of MLflow's Python autolog for Bedrock promise, promised by this library: one test
 * here for each there, on a Bedrock that answers the same.
 */
@ResourceLock(ProcessState.LOCK)
class MlflowParityTest extends MlflowParityFixture {
  /** test_bedrock_autolog_invoke_model_llm, one row a provider. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        CLAUDE
            + "|{'anthropic_version':'x','max_tokens':9,'messages':[{'role':'user','content':'Hi'}]}"
            + "|{'type':'message','role':'assistant','content':[{'type':'text','text':'Hello'}],"
            + "'stop_reason':'end_turn','usage':{'input_tokens':8,'output_tokens':12}}"
            + "|8/12/20|CHAT_MODEL",
        "ai21.jamba-instruct-v1:0|{'messages':[{'role':'user','content':'Hi'}]}"
            + "|{'id':'1','choices':[{'index':0,'message':{'role':'assistant','content':'Hello'},"
            + "'finish_reason':'stop'}],"
            + "'usage':{'prompt_tokens':8,'completion_tokens':12,'total_tokens':20}}"
            + "|8/12/20|CHAT_MODEL",
        "us.amazon.nova-lite-v1:0|{'messages':[{'role':'user','content':[{'text':'Hi'}]}],"
            + "'schemaVersion':'messages-v1'}"
            + "|{'output':{'message':{'role':'assistant','content':[{'text':'Hello'}]}},"
            + "'stopReason':'end_turn',"
            + "'usage':{'inputTokens':8,'outputTokens':12,'totalTokens':20}}"
            + "|8/12/20|CHAT_MODEL",
        "cohere.command-r-plus-v1:0|{'message':'Hi'}"
            + "|{'response_id':'1','text':'Hello','generation_id':'2','finish_reason':'COMPLETE'}"
            + "||CHAT_MODEL",
        "meta.llama3-8b-instruct-v1:0|{'prompt':'Hi','max_gen_len':9}"
            + "|{'generation':'Hello','prompt_token_count':2,'generation_token_count':12,"
            + "'stop_reason':'stop'}"
            + "|2/12/14|LLM"
      })
  void invokeModel(String model, String request, String response, String usage, String type)
      throws IOException {
    String body = response.replace('\'', '"');
    bedrock.answerJson("invoke", body);

    String returned = invoke(model, request.replace('\'', '"'));

    SpanData span = telemetry.onlySpan();
    assertThat(returned).isEqualTo(body);
    assertThat(text(span, "mlflow.spanType")).isEqualTo(type);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(json(span, "mlflow.spanInputs").path("modelId").asText()).isEqualTo(model);
    assertThat(text(span, "mlflow.spanInputs")).contains("Hi");
    assertThat(text(span, "mlflow.spanOutputs")).contains("Hello");
    assertThat(json(span, "mlflow.spanOutputs").at("/ResponseMetadata/RequestId").asText())
        .isNotEmpty();
    assertUsage(span, usage);
  }

  /** test_bedrock_autolog_invoke_model_embeddings. */
  @Test
  void invokeModel_embeddings() throws IOException {
    bedrock.answerJson("invoke", "{\"embedding\":[0.1,0.2],\"inputTextTokenCount\":15}");

    invoke("amazon.titan-embed-text-v1", "{\"inputText\":\"Hi\"}");

    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "mlflow.spanType")).isEqualTo("EMBEDDING");
    assertUsage(span, null);
  }

  /** test_bedrock_autolog_invoke_model_capture_exception and converse_error. */
  @Test
  void failedCall() throws IOException {
    bedrock.answerError("invoke", 400, "ValidationException", "no such model");

    assertThatThrownBy(() -> invoke(CLAUDE, CLAUDE_REQUEST))
        .isInstanceOf(ValidationException.class);

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getEvents()).hasSize(1);
    assertThat(span.getEvents().get(0).getName()).isEqualTo("exception");
    assertThat(json(span, "mlflow.spanInputs").has("messages")).isTrue();
    assertThat(text(span, "mlflow.spanOutputs")).isNull();
  }

  /** test_bedrock_autolog_trace_disabled, for both of its switches. */
  @Test
  void disabled() {
    bedrock.answerJson("invoke", "{}");
    BedrockTracing.disable();

    assertThat(invoke(CLAUDE, CLAUDE_REQUEST)).isEqualTo("{}");

    assertThat(telemetry.started()).isZero();
  }

  /** test_bedrock_autolog_converse, and converse_skip_unsupported_content: the call goes on. */
  @Test
  void converse() throws IOException {
    bedrock.answerJson(
        "converse",
        """
        {"output":{"message":{"role":"assistant","content":[{"text":"Hello"},
           {"toolUse":{"toolUseId":"t1","name":"unit","input":{"city":"Lisbon"}}}]}},
         "stopReason":"tool_use","metrics":{"latencyMs":551},
         "usage":{"inputTokens":8,"outputTokens":12,"totalTokens":20}}""");

    sync.converse(question(r -> r.toolConfig(c -> c.tools(unitTool()))));

    SpanData span = telemetry.onlySpan();
    assertThat(text(span, "mlflow.spanType")).isEqualTo("CHAT_MODEL");
    JsonNode outputs = json(span, "mlflow.spanOutputs");
    assertThat(outputs.path("stopReason").asText()).isEqualTo("tool_use");
    assertThat(outputs.path("usage"))
        .isEqualTo(tree("{'inputTokens':8,'outputTokens':12,'totalTokens':20}"));
    assertThat(outputs.path("metrics")).isEqualTo(tree("{'latencyMs':551}"));
    assertUsage(span, "8/12/20");
    assertThat(outputs.at("/output/message/content/0/text").asText()).isEqualTo("Hello");
    assertThat(outputs.at("/output/message/content/1"))
        .isEqualTo(tree("{'toolUse':{'toolUseId':'t1','name':'unit','input':{'city':'Lisbon'}}}"));
    assertThat(text(span, "mlflow.message.format")).isEqualTo("bedrock");
    assertThat(json(span, "mlflow.chat.tools").at("/0/function/name").asText()).isEqualTo("unit");
  }

  /** test_bedrock_autolog_converse_stream. */
  @Test
  void converseStream() throws IOException {
    streamConverse("{\"inputTokens\":8,\"outputTokens\":12,\"totalTokens\":20}");

    SpanData span = telemetry.onlySpan();
    JsonNode outputs = json(span, "mlflow.spanOutputs");
    assertThat(outputs.at("/output/message/content/0/text").asText()).isEqualTo("Hello");
    assertThat(outputs.path("stopReason").asText()).isEqualTo("end_turn");
    assertUsage(span, "8/12/20");
  }
}
