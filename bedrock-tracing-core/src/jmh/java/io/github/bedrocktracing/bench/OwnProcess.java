/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the benchmark in a process that has seen nothing else. */
final class OwnProcess {
  private static final String MARK = "measured ";

  private OwnProcess() {}

  /**
   * Runs a program and returns the figures that it gave to {@link #tell}.
   *
   * @param options options of the JVM
   */
  static long[] figures(Class<?> program, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    String measured =
        output
            .lines()
            .filter(line -> line.startsWith(MARK))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no figures: " + output));
    String[] words = measured.substring(MARK.length()).split(" ", -1);
    long[] figures = new long[words.length];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = Long.parseLong(words[i]);
    }
    return figures;
  }

  /** Tells the process that waits for figures what they are. */
  static void tell(long... figures) {
    StringBuilder line = new StringBuilder(MARK.trim());
    for (long figure : figures) {
      line.append(' ').append(figure);
    }
    System.out.println(line);
  }
}
