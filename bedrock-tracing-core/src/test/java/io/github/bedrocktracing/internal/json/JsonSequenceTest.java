/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One parser for many objects reads each as a parser of its own does. */
class JsonSequenceTest {
  private static final JsonShape<Reading> INNER =
      JsonShape.<Reading>builder().text("id", (r, v) -> r.add("inner id", v)).build();

  private static final JsonShape<Reading> SHAPE =
      JsonShape.<Reading>builder()
          .text("id", (r, v) -> r.add("id", v))
          .integer("count", (r, v) -> r.add("count", v))
          .decimal("ratio", (r, v) -> r.add("ratio", v))
          .texts("words", (r, v) -> r.add("words", v))
          .present("flag", r -> r.add("flag", "there"))
          .count("vector", (r, v) -> r.add("vector", v))
          .binary("bytes", r -> r.binary)
          .object("inner", INNER)
          .each("items", INNER)
          .build();

  private static final String WHOLE =
      """
      {"id":"a","skipped":{"deep":[1,2,{"x":"y\\u0041\\n"}]},"count":12,"ratio":0.5,
       "words":["one","tw\\"o",3],"flag":false,"vector":[0.1,0.2,[]],"bytes":"aGVsbG8=",
       "inner":{"id":"b","more":null},"items":[{"id":"c"},4,{"id":"d"}],"ümlaut":"ß€😀"}
      """
          .strip();

  private final JsonSequence sequence = new JsonSequence();

  @Test
  void manyObjects_areReadAsAlone() {
    for (int i = 0; i < 1000; i++) {
      assertSame(WHOLE.replace("\"count\":12", "\"count\":" + i).getBytes(UTF_8));
    }
  }

  @Test
  void everyBeginning_isReadAsAlone_andDoesNotDisturbTheNext() {
    byte[] whole = WHOLE.getBytes(UTF_8);
    for (int length = 0; length <= whole.length; length++) {
      assertSame(Arrays.copyOf(whole, length));
      assertSame(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "12",
        "\"text\"",
        "[]",
        "{}",
        "{} ",
        "{}{}",
        "{}x",
        "}",
        "{\"id\"",
        "{,}",
        "{\"bytes\":\"\"}",
        "{\"bytes\":\"%%%%\"}",
        "{\"bytes\":\"aGVsbG8\"}",
        "{\"bytes\":\"aGVsbG8==\"}",
        "{\"bytes\":\"aGVsbA==\",\"id\":\"after\"}",
        "{\"bytes\":\"a\"}",
        "{\"bytes\":12,\"id\":\"after\"}",
        "{\"bytes\":\"aGVs\\nbG8=\"}",
        "{\"count\":1e400,\"ratio\":1e400,\"id\":\"after\"}",
        "{\"count\":99999999999999999999,\"id\":\"after\"}",
        "{\"items\":[",
        "{\"words\":[\"a\",",
        "{\"vector\":[1,",
        "{\"id\":\"a\",\"id\":\"b\"}",
        "{\"count\":NaN,\"id\":\"after\"}"
      })
  void oddObject_isReadAsAlone_andDoesNotDisturbTheNext(String odd) {
    assertSame(odd.getBytes(UTF_8));
    assertSame(WHOLE.getBytes(UTF_8));
    assertSame(odd.getBytes(UTF_8));
  }

  @Test
  void binariesOfEveryLength_areDecoded() {
    Random random = new Random(7);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      Reading reading = new Reading();
      String json = "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";

      sequence.read(JsonBytes.of(json.getBytes(UTF_8)), SHAPE, reading);

      assertThat(reading.binary.toByteArray()).isEqualTo(bytes);
    }
  }

  @Test
  void longObjects_areReadToo() {
    assertSame(("{\"skipped\":\"" + "x".repeat(100_000) + "\",\"id\":\"a\"}").getBytes(UTF_8));
  }

  @Test
  void manyFieldNames_areNotKept() {
    long before = usedAfterCollection();
    for (int i = 0; i < 200_000; i++) {
      sequence.read(JsonBytes.of(("{\"name-" + i + "\":1}").getBytes(UTF_8)), SHAPE, new Reading());
    }

    assertThat(usedAfterCollection() - before).isLessThan(8L << 20);
  }

  private static long usedAfterCollection() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void assertSame(byte[] json) {
    Reading alone = new Reading();
    JsonBytes.of(json).read(SHAPE, alone);
    Reading inSequence = new Reading();
    sequence.read(JsonBytes.of(json), SHAPE, inSequence);

    assertThat(inSequence.values).as(new String(json, UTF_8)).isEqualTo(alone.values);
    assertThat(inSequence.binary.toByteArray())
        .as(new String(json, UTF_8))
        .isEqualTo(alone.binary.toByteArray());
  }

  private static final class Reading {
    private final List<String> values = new ArrayList<>();
    private final ByteSink binary = new ByteSink();

    void add(String name, Object value) {
      values.add(name + '=' + value);
    }
  }
}
