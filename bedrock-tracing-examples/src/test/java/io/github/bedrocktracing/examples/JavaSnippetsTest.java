/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JavaSnippetsTest {
  @Test
  void blocks_areTheJavaOnesOnly() {
    String markdown =
        """
        # Title
        ```java
        int a;
          int b;
        ```
        ```xml
        <a/>
        ```
          ```java
          int c;
          ```
        """;

    assertThat(JavaSnippets.blocks(markdown)).containsExactly("int a;\n  int b;", "int c;");
  }

  @Test
  void regions_areWithoutIndentation() {
    String source =
        """
        class A {
            // readme:start one
            int a;
              int b;
            // readme:end one
        }
        """;

    assertThat(JavaSnippets.regions(source)).containsEntry("one", "int a;\n  int b;").hasSize(1);
  }

  @Test
  void regions_mustBeginAndEnd() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JavaSnippets.regions("// readme:start one\n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JavaSnippets.regions("// readme:end one\n"));
  }
}
