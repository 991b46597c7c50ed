/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a long object, what stands at either end is read as if all of it were. */
class JsonEndsTest {
  private static final int LONG = 3 * JsonBytes.END_LENGTH;

  private static final JsonShape<List<Object>> SHAPE =
      JsonShape.<List<Object>>builder().integer("n", List::add).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'n':1,'m':'LONG','n':2}",
        "{'n':1,'m':[{'n':7,'t':'LONG'}],'o':{'n':8},'n':2}",
        "{'n':1,'m':'LONG\\\\','x':'\\\"','y':'\\\\\\\\','n':2}",
        "{'n':1,'m':'LONG\\\\\\\",','z':',{[','n':2}",
        "{'n':1,'m':['LONG'] , 'x' : ['}',{'n':3},[]] ,\n 'n' : 2 , 'y':null }\n",
      })
  void parametersAtBothEnds_areRead(String body) {
    JsonBytes json = json(body);
    List<Object> all = new ArrayList<>();
    List<Object> ofEnds = new ArrayList<>();

    json.read(SHAPE, all);
    TopLevelKeys keys = json.readEnds(SHAPE, ofEnds);

    assertThat(ofEnds).isEqualTo(all).isEqualTo(List.of(1L, 2L));
    assertThat(keys.hasAll("n", "m")).isTrue();
  }

  @Test
  void parametersFarFromBothEnds_areNotSeen_andNothingIsTakenForThem() {
    List<Object> found = new ArrayList<>();

    TopLevelKeys keys = json("{'a':'LONG','n':1,'b':[{'n':2,'t':'LONG'}]}").readEnds(SHAPE, found);

    assertThat(found).isEmpty();
    assertThat(keys.has("a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['LONG',{'n':1},{'m':1,'n':2}]",
        "{'m':'LONG'}{'m':1,'n':2}",
        "{'m':'LONG','n':2",
        "{'m':'LONG','n':2]",
        "'LONG,\\\"n\\\":2}",
        "LONG,'n':2}",
        "7,'m':'LONG','n':2}",
      })
  void whatIsNoObject_hasNoParametersAtItsEnd(String body) {
    List<Object> found = new ArrayList<>();

    json(body).readEnds(SHAPE, found);

    assertThat(found).isEmpty();
  }

  @Test
  void shortObjects_areReadWhole() {
    List<Object> found = new ArrayList<>();
    String middle = "\"m\":\"" + "x".repeat(JsonBytes.END_LENGTH - 100) + "\"";

    TopLevelKeys keys =
        JsonBytes.of(("{" + middle + ",\"n\":1," + middle + "}").getBytes(UTF_8))
            .readEnds(SHAPE, found);

    assertThat(found).containsExactly(1L);
    assertThat(keys.hasAll("m", "n")).isTrue();
  }

  /** Compared with the commas that a reader from the beginning comes by. */
  @Test
  void fromAnyPlaceOn_theFirstWholeFieldIsFound() {
    Random random = new Random(7);
    String[] values = {
      "1",
      "\"\"",
      "\"a,b\"",
      "\"\\\"\"",
      "\"\\\\\"",
      "\"\\\\\\\",\"",
      "[1,[2,3]]",
      "{\"x\":\"}\",\"y\":[]}",
      "null"
    };
    for (int i = 0; i < 2_000; i++) {
      StringBuilder body = new StringBuilder("{\"first\":0");
      List<Integer> commas = new ArrayList<>();
      for (int field = random.nextInt(6); field > 0; field--) {
        commas.add(body.append(random.nextBoolean() ? " " : "").length());
        body.append(",\"k,\\\"\":").append(values[random.nextInt(values.length)]);
      }
      byte[] bytes = body.append(random.nextBoolean() ? "}" : " }\n ").toString().getBytes(UTF_8);
      for (int start = 1; start < bytes.length; start++) {
        int from = start;
        int expected = commas.stream().filter(comma -> comma >= from).findFirst().orElse(-1);

        assertThat(JsonTail.firstWholeField(bytes, start, bytes.length))
            .as("%s from %s", body, start)
            .isEqualTo(expected);
      }
    }
  }

  private static JsonBytes json(String body) {
    String text = "some words, ".repeat(LONG / 12);
    return JsonBytes.of(body.replace('\'', '"').replace("LONG", text).getBytes(UTF_8));
  }
}
