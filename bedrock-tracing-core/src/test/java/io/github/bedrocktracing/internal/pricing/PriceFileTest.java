/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a price file is said, together with the place. */
class PriceFileTest {
  private static final String SIZE = "it is larger than 1 MiB";

  @TempDir private Path folder;

  static PriceList parse(String json) {
    try {
      return PriceFile.read(new StringReader(json));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("", "the file is empty: the file must be an object in braces"),
        Arguments.of("[]", "line 1, column 1: the file must be an object in braces"),
        Arguments.of("3", "line 1, column 1: the file must be an object in braces"),
        Arguments.of("{\"a.b\":", "line 1, column 8: this is not JSON"),
        Arguments.of("{\n  'a.b': {}}", "line 2, column 3: this is not JSON"),
        Arguments.of("{\"a.b\":{\"input\":1}", "this is not JSON"),
        Arguments.of("{\"a.b\":{\"input\":01}}", "this is not JSON"),
        Arguments.of("{\"a.b\":{\"input\":NaN}}", "this is not JSON"),
        Arguments.of("{\"a.b\":{\"input\":1}} {}", "line 1, column 21: something follows"),
        Arguments.of("{\"a.b\":3}", "line 1, column 8: \"a.b\" must be an object in braces"),
        Arguments.of(
            "{\n\"a.b\":\n{\"input\":\n[1]}}", "line 4, column 1: \"input\" of \"a.b\" must"),
        Arguments.of("{\"a.b\":{\"input\":null}}", "\"input\" of \"a.b\" must be a number"),
        Arguments.of("{\"a.b\":{\"input\":true}}", "must be a number of US dollars per million"),
        Arguments.of("{\"a.b\":{\"input\":\"$3\"}}", "must be a number of US dollars per million"),
        Arguments.of(
            "{\"a.b\":{\"input\":\"3,50\"}}", "must be a number of US dollars per million"),
        Arguments.of("{\"a.b\":{\"input\":\"\"}}", "must be a number of US dollars per million"),
        Arguments.of("{\"a.b\":{\"input\":-0.1}}", "must be between 0 and 1000000"),
        Arguments.of("{\"a.b\":{\"input\":1000001}}", "must be between 0 and 1000000"),
        Arguments.of("{\"a.b\":{\"input\":1e999999999}}", "decimal places"),
        Arguments.of("{\"a.b\":{\"input\":1e-999999999}}", "decimal places"),
        Arguments.of("{\"a.b\":{\"input\":\"1e99999999999\"}}", "must be a number of US dollars"),
        Arguments.of("{\"a.b\":{\"input\":" + "1".repeat(200) + "}}", "must be a number of US"),
        Arguments.of(
            "{\"a.b\":{\"input\":1,\"cacheread\":1}}", "\"cacheread\" of \"a.b\" is none of"),
        Arguments.of("{\"a.b\":{\"input\":1,\"input\":2}}", "\"input\" of \"a.b\" is there twice"),
        Arguments.of(
            "{\"a.b\":{\"input\":1},\n\"a.b\":{\"input\":1}}", "line 2, column 1: \"a.b\" is"),
        Arguments.of("{\"a.b\":{\"input\":1,\"anyVersion\":1}}", "must be true or false"),
        Arguments.of("{\"a.b\":{}}", "line 1, column 2: \"a.b\" has neither input nor output"),
        Arguments.of("{\"a.b\":{\"cacheRead\":1}}", "has neither input nor output"),
        Arguments.of("{\" \":{\"input\":1}}", "a model id is empty"),
        Arguments.of("{\"" + "x".repeat(500) + "\":3}", "x".repeat(80) + "…"),
        Arguments.of("{\"a.b\":" + "[".repeat(100_000), "must be an object in braces"),
        Arguments.of("{\"a.b\":{\"input\":" + "[".repeat(100_000), "must be a number"),
        Arguments.of(" ".repeat(PriceFile.MAX_SIZE) + "{}", SIZE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_isSaidWithItsPlace(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(json))
        .withMessageStartingWith("prices: ")
        .withMessageContaining(message);
  }

  @Test
  void tooManyModels_areAFault() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i <= 10_000; i++) {
      json.append(i == 0 ? "" : ",").append("\"m.").append(i).append("\":{\"input\":1}");
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(json + "}"))
        .withMessageContaining("more than 10000 entries");
  }

  @Test
  void numbersAndStrings_areTakenAsWritten() {
    Price price =
        parse(
                "{\"a.b\":{\"input\":0.1,\"output\":\" 1.10 \",\"cacheRead\":1e-3,"
                    + "\"cacheWrite\":0.123456789012345678}}")
            .find("a.b", null);

    assertThat(price.input()).hasToString("0.1");
    assertThat(price.output()).hasToString("1.10");
    assertThat(price.cacheRead()).hasToString("0.001");
    assertThat(price.cacheWrite()).hasToString("0.123456789012345678");
  }

  @Test
  void emptyTable_isATable() {
    assertThat(parse("{}").isEmpty()).isTrue();
  }

  @Test
  void file_isReadWithOrWithoutAByteOrderMark() throws IOException {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, "\uFEFF{\"a.b\":{\"input\":1}}");

    assertThat(PriceFile.read(file).size()).isEqualTo(1);
  }

  @Test
  void faultsOfFiles_nameTheFile() throws IOException {
    Path missing = folder.resolve("missing.json");
    Path latin = folder.resolve("latin.json");
    Files.write(latin, "{\"ä\":{\"input\":1}}".getBytes(StandardCharsets.ISO_8859_1));
    Path large = folder.resolve("large.json");
    Files.writeString(large, "ä".repeat(PriceFile.MAX_SIZE));
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, "{\"a.b\":\n3}");

    assertFault(missing, "there is no such file");
    assertFault(folder, "it is not a file");
    assertFault(latin, "it is not in UTF-8");
    assertFault(large, SIZE);
    assertFault(wrong, "line 2, column 1: \"a.b\" must be an object in braces");
  }

  private static void assertFault(Path file, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceFile.read(file))
        .withMessage("price file " + file + ": " + message);
  }
}
