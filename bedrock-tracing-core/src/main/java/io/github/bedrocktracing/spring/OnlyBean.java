/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;

/** The one bean of a type. */
final class OnlyBean {
  private OnlyBean() {}

  /**
   * Returns the bean of a type, or the primary one of several; null for none. It is asked for by
   * type alone: as the parameter of a method, one that happens to bear its name would be taken.
   *
   * @throws AmbiguousBeansException if there are several, and none of them is primary
   */
  static <T> @Nullable T of(BeanFactory beans, Class<T> type) {
    try {
      return beans.getBeanProvider(type).getIfAvailable();
    } catch (NoUniqueBeanDefinitionException several) {
      throw new AmbiguousBeansException(type, several);
    }
  }
}
