@echo off
rem Starts the archiver from wherever this distribution lies; the working directory stays the caller's.
setlocal
set "_archiver_lib=%~dp0..\lib"
set "_archiver_java=java"
if defined JAVA_HOME set "_archiver_java=%JAVA_HOME%\bin\java"
"%_archiver_java%" -XX:+UseSerialGC -Xms16m "-XX:SharedArchiveFile=%_archiver_lib%\archiver.jsa" -Xlog:disable ^
    "-Darchiver.native=%_archiver_lib%\native" ^
    "-Djna.boot.library.path=%_archiver_lib%\native" -Djna.nounpack=true -Djna.nosys=true ^
    "-Dorg.sqlite.lib.path=%_archiver_lib%\native" ^
    %ARCHIVER_JAVA_OPTS% -jar "%_archiver_lib%\archiver.jar" %*
exit /b %ERRORLEVEL%
