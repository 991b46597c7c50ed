/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the scanner reads of an object is what a parser of everything reads of it. */
class JsonScannerRandomTest {
  private final Random random = new Random(20261128);
  private final RandomObjects objects = new RandomObjects(random);

  @Test
  void randomObjects_areReadAsByAParser() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      Map<String, Object> object = objects.object(3);
      byte[] json = objects.bytes(object);
      List<Object> found = new ArrayList<>();

      TopLevelKeys keys = JsonBytes.of(json).read(RandomObjects.SHAPE, found);

      assertThat(RandomObjects.isWhole(json)).as(new String(json, UTF_8)).isTrue();
      object.keySet().stream()
          .filter(name -> !name.equals("üx"))
          .forEach(name -> assertThat(keys.has(name)).as(name).isTrue());
      assertThat(found).as(new String(json, UTF_8)).isEqualTo(objects.expected(object));
    }
  }

  @Test
  void everyBeginningOfAnObject_givesNoMoreThanTheWhole() throws Exception {
    for (int i = 0; i < 200; i++) {
      byte[] json = objects.bytes(objects.object(2));
      List<Object> whole = new ArrayList<>();
      JsonBytes.of(json).read(RandomObjects.SHAPE, whole);
      for (int length = 0; length < json.length; length++) {
        List<Object> found = new ArrayList<>();

        JsonBytes.of(json, 0, length).read(RandomObjects.SHAPE, found);

        assertThat(WholeObject.isReadBy(RandomObjects.SHAPE, new ArrayList<>(), json, length))
            .isFalse();
        assertThat(found).isEqualTo(whole.subList(0, found.size()));
      }
    }
  }

  /** Each byte is changed, dropped or doubled; whatever comes of it is as a parser says. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void changedObjects_areReadAsByAParser() throws Exception {
    for (int i = 0; i < 20_000; i++) {
      byte[] json = objects.damaged(objects.bytes(objects.object(2)));
      List<Object> found = new ArrayList<>();

      JsonBytes.of(json).read(RandomObjects.SHAPE, found);

      Map<String, Object> parsed = RandomObjects.parsed(json);
      if (parsed != null) {
        assertThat(RandomObjects.isWhole(json)).as(new String(json, UTF_8)).isTrue();
        assertThat(found).as(new String(json, UTF_8)).isEqualTo(objects.expected(parsed));
      }
    }
  }

  @Test
  void decimalsAreTheNearestDoubles() {
    JsonShape<List<Object>> shape =
        JsonShape.<List<Object>>builder().decimal("n", List::add).build();
    for (int i = 0; i < 20_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(random.nextDouble());
            case 1 -> Float.toString(random.nextFloat() * 2 - 1);
            case 2 -> random.nextInt(100) + "." + random.nextInt(1_000_000);
            default -> Double.toString(Double.longBitsToDouble(random.nextLong()));
          };
      if (text.contains("N") || text.contains("I")) {
        continue;
      }
      List<Object> found = new ArrayList<>();
      JsonBytes.of(("{\"n\":" + text + "}").getBytes(UTF_8)).read(shape, found);
      assertThat(found).as(text).containsExactly(Double.parseDouble(text));
    }
  }
}
