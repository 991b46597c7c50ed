/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A program that has only the models' service on its class path. */
class WithoutAgentsServiceTest {
  private static final List<String> OPERATIONS =
      List.of(
          "Retrieve",
          "RetrieveAndGenerate",
          "RetrieveAndGenerateStream",
          "AgenticRetrieveStream",
          "Rerank",
          "InvokeFlow",
          "GenerateQuery",
          "OptimizePrompt");

  @Test
  void theLibraryLoadsAndTraces_withoutTheAgentsService() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        OtlpCollector collector = OtlpCollector.start()) {
      bedrock.answerJson("converse", PlainCall.ANSWER);

      Output output =
          JavaProcess.of(Program.class, bedrock.endpoint().toString())
              .without("bedrockagentruntime")
              .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
              .run();

      assertThat(output.lines()).contains("agents absent", "answer Hello.", "captures 8");
      assertThat(output.ownWarnings()).isEmpty();
      assertThat(output.otherTrouble()).isEmpty();
      assertThat(collector.exports("/v1/traces")).isNotEmpty();
    }
  }

  /** The program: its argument is Bedrock's address. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      System.out.println("agents " + (isPresent() ? "present" : "absent"));
      BedrockTracing.autolog();
      try (BedrockRuntimeClient client =
          BedrockRuntimeClient.builder()
              .endpointOverride(URI.create(args[0]))
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("akid", "secret")))
              .build()) {
        System.out.println("answer " + PlainCall.converse(client));
      }
      long captures =
          OPERATIONS.stream()
              .map(operation -> OperationCaptures.forExecution("BedrockAgentRuntime", operation))
              .filter(
                  capture -> capture != null && capture.getClass().getDeclaredMethods().length > 0)
              .count();
      System.out.println("captures " + captures);
    }

    private static boolean isPresent() {
      try {
        Class.forName(
            "software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient");
        return true;
      } catch (ClassNotFoundException absent) {
        return false;
      }
    }
  }
}
