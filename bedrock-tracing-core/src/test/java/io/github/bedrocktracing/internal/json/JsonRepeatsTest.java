/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are passed over where they tell nothing new, and only there. */
class JsonRepeatsTest {
  private static final String[] OBJECTS = {
    "{\"type\":\"delta\",\"n\":1,\"inner\":{\"t\":\"a\",\"text\":\"word\"}}",
    "{\"type\":\"delta\",\"n\":1,\"inner\":{\"text\":\"word\"},\"t\":\"NONE\"}",
    "{\"text\":\"word\",\"n\":12,\"t\":null}",
    "{\"skipped\":{\"text\":\"word\",\"last\":0},\"n\":5}",
    "{\"skipped\":[\"word\",{\"n\":3}],\"n\":5,\"t\":\"x\"}",
    "{\"n\":1,\"t\":\"wanted\"}",
    "{\"n\":1, \"text\": \"white\" , \"t\" : \"space\" }",
  };
  private static final String[] NUMBERS = {"", "0", "1", "7", "10", "-", "2.", "9e"};
  private static final byte[] PIECES = "\"\\{}[]:,ntx01 \u00fc".getBytes(UTF_8);

  private final Random random = new Random(20261128);

  @ParameterizedTest
  @ValueSource(strings = {"", "other", "a longer one than before", "wi\\\"th \\\\ es\\ncapes", "ü"})
  void anotherText_isPassedOver(String text) {
    Reading reading = new Reading();

    reading.read("{\"n\":1,\"inner\":{\"text\":\"word\"}}");
    reading.read("{\"n\":1,\"inner\":{\"text\":\"" + text + "\"}}");

    assertThat(reading.set).containsExactly("n=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "12", "123456789012345678"})
  void anotherNumberBehindTheText_isAllThatIsRead(String number) {
    Reading reading = new Reading();
    reading.read("{\"text\":\"word\",\"m\":null,\"n\":12,\"t\":\"wanted\"}");
    reading.set.clear();

    reading.read("{\"text\":\"other\",\"m\":null,\"n\":" + number + ",\"t\":\"wanted\"}");

    assertThat(reading.set).containsExactly("n=" + number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-3",
        "1.5",
        "1e2",
        "null",
        "\"7\"",
        "[7]",
        "{\"n\":7}",
        "07",
        "",
        "7,\"n\":8",
        "99999999999999999999"
      })
  void whatIsNoPlainNumber_isRead(String value) {
    Reading reading = new Reading();
    Reading fresh = new Reading();
    reading.read("{\"text\":\"word\",\"n\":12,\"t\":\"wanted\"}");
    reading.set.clear();

    reading.read("{\"text\":\"word\",\"n\":" + value + ",\"t\":\"wanted\"}");
    fresh.read("{\"text\":\"word\",\"n\":" + value + ",\"t\":\"wanted\"}");

    assertThat(reading.set).isEqualTo(fresh.set);
  }

  @Test
  void numberThatIsReplacedBehindIt_isReadWithWhatReplacesIt() {
    Reading reading = new Reading();

    reading.read("{\"text\":\"word\",\"n\":1,\"inner\":{\"m\":5}}");
    reading.read("{\"text\":\"other\",\"n\":2,\"inner\":{\"m\":5}}");

    assertThat(reading.values).containsEntry("n", "5");
  }

  @Test
  void numberWithoutRoomInALong_leavesTheOneOfItsNameBeforeIt() {
    Reading reading = new Reading();

    reading.read("{\"n\":3,\"text\":\"word\",\"n\":4}");
    reading.read("{\"n\":3,\"text\":\"word\",\"n\":99999999999999999999}");

    assertThat(reading.values).containsEntry("n", "3");
  }

  @Test
  void numberOfAnObjectWithin_isNotTakenForOneOfTheObjectsOwn() {
    Reading reading = new Reading();
    reading.read("{\"n\":5,\"text\":\"word\",\"inner\":{\"n\":1}}");
    reading.set.clear();

    reading.read("{\"n\":5,\"text\":\"word\",\"inner\":{\"n\":2}}");

    assertThat(reading.set).containsExactly("n=5", "inner n=2");
  }

  @Test
  void anotherTextWithinWhatNobodyAskedFor_isPassedOver() {
    Reading reading = new Reading();

    reading.read("{\"n\":5,\"event\":{\"delta\":{\"text\":\"word\"},\"index\":0}}");
    reading.read("{\"n\":5,\"event\":{\"delta\":{\"text\":\"another\"},\"index\":0}}");

    assertThat(reading.set).containsExactly("n=5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A number, a field, a text that is wanted, and what looks like the end of the text.
        "{'n':1,'text':'word'} | {'n':2,'text':'word'} | n=2",
        "{'text':'word'} | {'text':'word','n':3} | n=3",
        "{'text':'word','n':3} | {'text':'word','t':'x','n':3} | t=x n=3",
        "{'t':'one','text':'word'} | {'t':'two','text':'word'} | t=two",
        "{'text':'word','m':0} | {'text':'wo','n':4,'m':0} | n=4",
        "{'text':'a','n':4} | {'text':'\\','n':4} | ",
        "{'text':'word'} | {'text':'\\\\','n':7,'text':'word'} | n=7",
      })
  void anythingElse_isRead(String first, String second, String expected) {
    Reading reading = new Reading();
    reading.read(first.replace('\'', '"'));
    reading.set.clear();

    reading.read(second.replace('\'', '"'));

    assertThat(String.join(" ", reading.set)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void anotherTextWithinAnObjectThatIsAskedForLater_isRead() {
    Reading reading = new Reading();

    reading.read("{\"n\":1,\"later\":{\"action\":\"NONE\"}}");
    reading.read("{\"n\":1,\"later\":{\"action\":\"BLOCKED\"}}");

    assertThat(reading.set).containsExactly("n=1", "later=NONE", "n=1", "later=BLOCKED");
  }

  @Test
  void anyObjects_leaveTheTargetAsIfAllWereRead() {
    int passedOver = 0;
    for (int round = 0; round < 30_000; round++) {
      Reading reading = new Reading();
      Map<String, String> expected = new HashMap<>();
      byte[] object = OBJECTS[random.nextInt(OBJECTS.length)].getBytes(UTF_8);
      for (int i = 0; i < 6; i++) {
        int before = reading.set.size();
        Map<String, String> fresh = new HashMap<>();
        JsonBytes.of(object).readFields(Reading.SHAPE, new Target(new ArrayList<>(), fresh));
        expected.putAll(fresh);
        reading.read(object);

        assertThat(reading.values)
            .as("round %d: %s", round, new String(object, UTF_8))
            .isEqualTo(expected);
        passedOver += reading.set.size() == before && !fresh.isEmpty() ? 1 : 0;
        object = changed(object);
      }
    }
    assertThat(passedOver).isGreaterThan(10_000);
  }

  @Test
  void objectsThatAlwaysTellSomethingNew_areNotRememberedForEver() {
    JsonRepeats repeats = new JsonRepeats();
    Reading reading = new Reading(repeats);
    for (int i = 0; i < 100; i++) {
      reading.read("{\"n\":" + i + ",\"text\":\"word\"}");
    }

    reading.read("{\"n\":99,\"text\":\"another\"}");

    assertThat(reading.set).hasSize(101);
  }

  @Test
  void objectsThatNowAndThenTellSomethingNew_areRemembered() {
    Reading reading = new Reading();
    for (int i = 0; i < 200; i++) {
      reading.read("{\"n\":" + i / 2 + ",\"text\":\"word " + i + "\"}");
    }

    assertThat(reading.set).hasSize(100);
  }

  /** Returns the object with some bytes changed, most of them in a text. */
  private byte[] changed(byte[] object) {
    StringBuilder text = new StringBuilder(new String(object, UTF_8));
    int number = text.indexOf("\"n\":");
    if (number >= 0 && random.nextInt(6) == 0) {
      int place = number + 4;
      String digits = NUMBERS[random.nextInt(NUMBERS.length)];
      return text.replace(place, place + 1, digits).toString().getBytes(UTF_8);
    }
    int word = text.indexOf("word");
    if (word >= 0 && random.nextInt(4) > 0) {
      return text.replace(word + 1, word + 1, "o").toString().getBytes(UTF_8);
    }
    byte[] bytes = object.clone();
    bytes[random.nextInt(bytes.length)] = PIECES[random.nextInt(PIECES.length)];
    return bytes;
  }

  private record Target(List<String> set, Map<String, String> values) {
    void set(String name, Object value) {
      set.add(name + "=" + value);
      values.put(name, String.valueOf(value));
    }
  }

  /** Objects of one stream, and what was set. */
  private static final class Reading {
    private static final JsonShape<Target> INNER =
        JsonShape.<Target>builder()
            .text("t", (target, text) -> target.set("inner", text))
            .integer("n", (target, n) -> target.set("inner n", n))
            .integer("m", (target, n) -> target.set("n", n))
            .build();

    static final JsonShape<Target> SHAPE =
        JsonShape.<Target>builder()
            .integer("n", (target, n) -> target.set("n", n))
            .text("t", (target, text) -> target.set("t", text))
            .object("inner", INNER)
            .object(
                "later",
                "unwanted",
                (target, object) -> target.set("later", object.text("action", "")))
            .build();

    final List<String> set = new ArrayList<>();
    final Map<String, String> values = new HashMap<>();
    private final JsonRepeats repeats;

    Reading() {
      this(new JsonRepeats());
    }

    Reading(JsonRepeats repeats) {
      this.repeats = repeats;
    }

    void read(String json) {
      read(json.getBytes(UTF_8));
    }

    void read(byte[] json) {
      byte[] around = new byte[json.length + 7];
      System.arraycopy(json, 0, around, 4, json.length);
      JsonBytes.of(around, 4, json.length).readFields(SHAPE, new Target(set, values), repeats);
    }
  }
}
