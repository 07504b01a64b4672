/**
 * The REST interface under {@code /api/v1}. Names of fields are those of the views in {@link dev.takt.api}; bodies are
 * read and written with Jakarta JSON Processing, so that every server does the same.
 */
@NullMarked
package dev.takt.web.rest;

import org.jspecify.annotations.NullMarked;
