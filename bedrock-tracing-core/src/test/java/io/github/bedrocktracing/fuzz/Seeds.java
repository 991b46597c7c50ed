/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is mutated: the bodies written for the tests, and recorded traffic where its folder is.
 *
 * @param requests bodies of requests
 * @param responses bodies of answers
 * @param chunks the JSON in the chunks of streams
 * @param streams event streams as they came
 */
record Seeds(
    List<byte[]> requests, List<byte[]> responses, List<byte[]> chunks, List<byte[]> streams) {
  static Seeds load() {
    Seeds seeds =
        new Seeds(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    seeds.addAll(Path.of("src", "test", "resources", "bodies"));
    Path recorded = Path.of(System.getProperty("bedrock.wire.dir", "none"));
    if (Files.isDirectory(recorded)) {
      seeds.addAll(recorded);
    }
    seeds.streams.add(Exchanges.converseAnswer());
    seeds.streams.add(Exchanges.invokeModelAnswer());
    seeds.streams.add(
        EventStreams.concat(
            Exchanges.converseFrames()[0],
            EventStreams.exception("throttlingException", "slow down")));
    return seeds;
  }

  private void addAll(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        switch (file.getFileName().toString()) {
          case "request.json" -> requests.add(Files.readAllBytes(file));
          case "response.json" -> responses.add(Files.readAllBytes(file));
          case "stream.bin" -> streams.add(Files.readAllBytes(file));
          case "chunks.jsonl", "stream-chunks.jsonl" ->
              Files.readAllLines(file).stream()
                  .filter(line -> !line.isBlank())
                  .forEach(line -> chunks.add(line.getBytes(UTF_8)));
          default -> {}
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
