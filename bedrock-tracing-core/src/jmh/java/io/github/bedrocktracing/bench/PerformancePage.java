/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the figures: its prose is written by people, what stands between marks by a run. */
final class PerformancePage {
  private final Path file;

  PerformancePage(Path file) {
    this.file = file;
  }

  /** Puts figures between the marks of a part. */
  void write(String part, String figures) throws IOException {
    String page = Files.readString(file, UTF_8);
    Pattern marked =
        Pattern.compile(
            "(<!-- " + part + ": generated -->\n).*?(<!-- end of " + part + " -->)",
            Pattern.DOTALL);
    Matcher matcher = marked.matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("no marks for " + part + " in the page");
    }
    String text =
        matcher.group(1) + "\n" + conditions() + "\n\n" + figures + "\n" + matcher.group(2);
    Files.writeString(
        file, page.substring(0, matcher.start()) + text + page.substring(matcher.end()), UTF_8);
  }

  /** Returns under which conditions figures were measured. */
  static String conditions() throws IOException {
    return "Measured on %s, in rounds: %d, with %d cores (%s), JDK %s, %s%s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            BenchSettings.rounds(),
            Runtime.getRuntime().availableProcessors(),
            processor(),
            Runtime.version(),
            BenchSettings.versions(),
            BenchSettings.isFull() ? "" : "; a short run, whose times say little");
  }

  private static String processor() throws IOException {
    Path description = Path.of("/proc/cpuinfo");
    if (Files.isReadable(description)) {
      for (String line : Files.readAllLines(description, UTF_8)) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).trim();
        }
      }
    }
    return System.getProperty("os.arch");
  }
}
