package dev.takt.builtin;

/**
 * What a program left behind.
 *
 * @param exitCode 0 if it says that all went well
 * @param output what it wrote, as UTF-8; of more than 64 KiB the end, under a line that says how much is left out
 * @param errorOutput what it wrote to its error output, likewise
 */
public record ShellResult(int exitCode, String output, String errorOutput) {}
