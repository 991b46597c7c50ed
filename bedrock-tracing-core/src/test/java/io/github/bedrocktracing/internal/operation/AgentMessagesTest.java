/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever an agent of the program's gives is read within bounds. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentMessagesTest {
  private static final int MAX = 10_000;

  @Test
  void structure_isRecordedAsJson() {
    assertThat(answer(Map.of("sky", List.of("sunny", 21, true))))
        .contains("{\"sky\":[\"sunny\",21,true]}");
  }

  @Test
  void mapThatHoldsItself_isCut() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);

    assertThat(answer(map)).contains("{\"self\":{\"self\":", "…[cut]").hasSizeLessThan(2 * MAX);
  }

  @Test
  void listThatHoldsTheSameAgainAndAgain_isCut() {
    Object value = "leaf";
    for (int i = 0; i < 50; i++) {
      value = List.of(value, value);
    }

    assertThat(answer(value)).contains("leaf", "…[cut]").hasSizeLessThan(10 * MAX);
  }

  @Test
  void listWithoutEnd_isCut() {
    assertThat(answer(Collections.nCopies(Integer.MAX_VALUE, "word")))
        .contains("word", "…[cut]")
        .hasSizeLessThan(2 * MAX);
  }

  @Test
  void longText_isNotCopiedByTheStructureAroundIt() {
    List<Object> list = new ArrayList<>(List.of("w".repeat(2 * MAX)));
    list.add(list);

    assertThat(answer(list)).contains("www").hasSizeLessThan(3 * MAX);
  }

  private static String answer(Object value) {
    return AgentMessages.answered(value, new CaptureLimits(MAX, MAX, 0, false)).toString();
  }
}
