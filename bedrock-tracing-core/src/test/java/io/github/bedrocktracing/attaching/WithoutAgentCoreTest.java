/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.operation.OperationCaptures;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** A program that has neither the agents' service nor AgentCore on its class path. */
class WithoutAgentCoreTest {
  @Test
  void theLibraryTraces_andItsClassesForAgentCoreLoad() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        OtlpCollector collector = OtlpCollector.start()) {
      bedrock.answerJson("converse", Answers.converse());

      Output output =
          JavaProcess.of(CallingProgram.class, bedrock.endpoint().toString(), "AUTOLOG")
              .without("bedrockagentcore-")
              .without("bedrockagentruntime-")
              .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
              .run();
      Output captures =
          JavaProcess.of(Captures.class)
              .without("bedrockagentcore-")
              .without("bedrockagentruntime-")
              .run();

      assertThat(output.ownWarnings()).isEmpty();
      assertThat(output.otherTrouble()).isEmpty();
      assertThat(collector.exports("/v1/traces")).isNotEmpty();
      assertThat(captures.lines()).contains("agentcore absent", "captures 3");
      assertThat(captures.otherTrouble()).isEmpty();
    }
  }

  /** Runs all code that reads AgentCore's objects, on an object of another service. */
  static final class Captures {
    private Captures() {}

    public static void main(String[] args) {
      System.out.println("agentcore " + (isPresent() ? "present" : "absent"));
      int read = 0;
      for (String operation :
          List.of("InvokeAgentRuntime", "InvokeCodeInterpreter", "RetrieveMemoryRecords")) {
        OperationCapture capture = OperationCaptures.forExecution("BedrockAgentCore", operation);
        if (capture != null && reads(capture)) {
          read++;
        }
      }
      System.out.println("captures " + read);
    }

    private static boolean reads(OperationCapture capture) {
      SdkRequest request = ConverseRequest.builder().build();
      CaptureLimits limits = new CaptureLimits(10, 10, 0, false);
      capture.request(request);
      capture.inputContent(request, limits);
      capture.newStreamAccumulator(limits, null);
      capture.newBodyAccumulator(SdkHttpResponse.builder().statusCode(200).build(), limits);
      return request.equals(
          capture.withContext(
              request, new PropagatedContext("p", "s", "x", "b", "i"), header -> false));
    }

    private static boolean isPresent() {
      try {
        Class.forName("software.amazon.awssdk.services.bedrockagentcore.BedrockAgentCoreClient");
        return true;
      } catch (ClassNotFoundException absent) {
        return false;
      }
    }
  }
}
