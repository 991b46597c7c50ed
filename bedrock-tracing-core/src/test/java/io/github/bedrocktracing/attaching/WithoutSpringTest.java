/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that has nothing of Spring on its class path. */
class WithoutSpringTest {
  @Test
  void theLibraryTraces() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        OtlpCollector collector = OtlpCollector.start()) {
      bedrock.answerJson("converse", Answers.converse());

      Output output =
          withoutSpring(
                  JavaProcess.of(CallingProgram.class, bedrock.endpoint().toString(), "AUTOLOG"))
              .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
              .run();

      assertThat(output.ownWarnings()).isEmpty();
      assertThat(output.otherTrouble()).isEmpty();
      assertThat(collector.exports("/v1/traces")).isNotEmpty();
    }
  }

  @Test
  void springIsIndeedAbsentThen() {
    assertThat(JavaProcess.of(Looking.class).run().lines()).contains("spring present");
    assertThat(withoutSpring(JavaProcess.of(Looking.class)).run().lines())
        .contains("spring absent");
  }

  private static JavaProcess withoutSpring(JavaProcess process) {
    return process.without("spring-");
  }

  /** Tells whether Spring is there. */
  static final class Looking {
    private Looking() {}

    public static void main(String[] args) {
      List<String> resources =
          List.of(
              "org/springframework/core/SpringVersion.class",
              "org/springframework/boot/SpringApplication.class");
      boolean present =
          resources.stream()
              .allMatch(name -> Looking.class.getClassLoader().getResource(name) != null);
      boolean absent =
          resources.stream()
              .allMatch(name -> Looking.class.getClassLoader().getResource(name) == null);
      System.out.println("spring " + (present ? "present" : absent ? "absent" : "in part"));
    }
  }
}
