@echo off
rem Starts the archiver from wherever this distribution lies; the working directory stays the caller's.
setlocal
set "ARCHIVER_LIB=%~dp0..\lib"
set "ARCHIVER_JAVA=java"
if defined JAVA_HOME set "ARCHIVER_JAVA=%JAVA_HOME%\bin\java"
"%ARCHIVER_JAVA%" -XX:+UseSerialGC -Xms16m "-XX:SharedArchiveFile=%ARCHIVER_LIB%\archiver.jsa" -Xlog:disable ^
    "-Darchiver.native=%ARCHIVER_LIB%\native" ^
    "-Djna.boot.library.path=%ARCHIVER_LIB%\native" -Djna.nounpack=true -Djna.nosys=true ^
    "-Dorg.sqlite.lib.path=%ARCHIVER_LIB%\native" ^
    %ARCHIVER_JAVA_OPTS% -jar "%ARCHIVER_LIB%\archiver.jar" %*
exit /b %ERRORLEVEL%
