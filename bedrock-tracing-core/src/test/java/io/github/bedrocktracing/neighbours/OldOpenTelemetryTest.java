/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.neighbours.OldOpenTelemetryProgram.Target;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With an OpenTelemetry from before 1.57, which cannot be asked whether a global one is set. */
class OldOpenTelemetryTest {
  private static final Path JARS = Path.of("target", "neighbours", "old-opentelemetry");

  private final FakeBedrock bedrock = FakeBedrock.start();

  @AfterEach
  void close() {
    bedrock.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"GLOBAL", "OWN"})
  void autologRecordsNothing_harmsNoCall_andTellsOnce(Target target) {
    Output output = program(target);

    assertThat(output.lines()).filteredOn("answer Hello."::equals).hasSize(2);
    assertThat(output.lines()).noneMatch(line -> line.startsWith("span "));
    assertThat(output.ownWarnings())
        .singleElement()
        .asString()
        .contains("older than 1.57", "given to the builder");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void aGivenOneRecordsEachCall_withItsContentAsAnEvent() {
    Output output = program(Target.GIVEN);

    assertThat(output.lines()).filteredOn("answer Hello."::equals).hasSize(2);
    assertThat(output.lines()).filteredOn(("span " + PlainCall.SPAN_NAME)::equals).hasSize(2);
    assertThat(output.lines())
        .filteredOn(line -> line.startsWith("event "))
        .hasSize(2)
        .allSatisfy(
            event ->
                assertThat(event)
                    .contains(
                        "event.name=\"gen_ai.client.inference.operation.details\"",
                        "gen_ai.output.messages=\"[{\"role\":\"assistant\"",
                        "\"content\":\"Hello.\""));
    assertThat(output.ownWarnings()).isEmpty();
    assertThat(output.otherTrouble()).isEmpty();
  }

  private Output program(Target target) {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    return JavaProcess.of(
            OldOpenTelemetryProgram.class, bedrock.endpoint().toString(), target.name())
        .without("opentelemetry-")
        .with(jars())
        .run();
  }

  private static List<Path> jars() {
    assertThat(JARS).as("the old OpenTelemetry, which the build puts there").exists();
    try (Stream<Path> files = Files.list(JARS)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
